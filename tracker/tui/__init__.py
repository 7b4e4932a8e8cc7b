"""The review desk: a terminal window on the use-cases in which an analyst works through what changed.

`lines`, `blocks` and `page` lay text out and know nothing of a terminal; what each screen shows is made of them by
`matrix`, `fulltext` and the other modules named after a screen; `reader` is the one widget that draws a page.
"""
