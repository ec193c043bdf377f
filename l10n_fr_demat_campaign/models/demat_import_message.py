from odoo import models


class DematImport(models.Model):
    """Why a file cannot be imported, in words."""

    _inherit = "demat.import"

    def _get_file_flaw_message(self, error):
        """Return what is wrong with the file, where, and what to do."""
        messages = self._get_file_messages(error.details)
        messages.update(self._get_mapping_messages(error.details))
        return messages[error.flaw.value]

    def _get_file_messages(self, details):
        env, line = self.env, details.get("line")
        return {
            "empty": env._("The file is empty: nothing to import."),
            "encoding": env._(
                "The file is not in UTF-8: line %(line)s, byte %(byte)s (%(value)s) "
                "is no character. Save it as « CSV UTF-8 » in your spreadsheet, or "
                "choose Windows-1252 if an old Windows program made it.",
                line=line,
                byte=details.get("byte"),
                value=details.get("value"),
            ),
            "nul": env._(
                "The file holds a null character (byte %s): it is a workbook or a "
                "UTF-16 file. Save it as « CSV UTF-8 ».",
                details.get("byte"),
            ),
            "quote": env._(
                "The row that begins on line %s cannot be read: a quote is not "
                "closed, or stands in the middle of a cell.",
                line,
            ),
            "no_row": env._("The file has a header and no row: nothing to import."),
        }

    def _get_mapping_messages(self, details):
        env = self.env
        labels = dict(env["demat.import.column"]._selection_field())
        return {
            "one_column": env._(
                "The first line has one column only (%s): columns are parted by "
                "semicolons, commas or tabs.",
                details.get("header"),
            ),
            "column_twice": env._(
                "Two columns hold « %s »: keep one of them.",
                labels.get(details.get("field")),
            ),
            "no_name_column": env._(
                "No column holds the name of the customer: choose it in the mapping."
            ),
            "no_key_column": env._(
                "No column lets a customer be known again: map one of customer code, "
                "SIREN, SIRET, VAT number or postcode, or the same file would create "
                "everybody twice."
            ),
        }
