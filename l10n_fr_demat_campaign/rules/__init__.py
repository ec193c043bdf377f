"""What the law and the trade say: plain Python, values in, values out.

Nothing here imports Odoo, reads a file or asks for today's date.
"""
