from odoo import api, models

from ..rules.invoice import Flaw


class DematFinding(models.Model):
    """Every flaw in words: what is wrong, and what to do."""

    _inherit = "demat.finding"

    @api.model
    def _get_messages(self):
        """Hook: return what is wrong and what to do, by flaw."""
        return {
            **self._get_document_messages(),
            **self._get_note_messages(),
            **self._get_seller_messages(),
            **self._get_buyer_messages(),
            **self._get_reference_messages(),
            **self._get_payment_messages(),
            **self._get_line_messages(),
            **self._get_file_messages(),
        }

    def _get_document_messages(self):
        env = self.env
        return {
            Flaw.NUMBER: (
                env._(
                    "The number has more than 35 characters, or a character that is "
                    "not a letter, a digit, +, -, _ or /."
                ),
                env._("Change the numbering of the journal: numbers stay continuous."),
            ),
            Flaw.NUMBER_PUBLIC: (
                env._("The public sector takes numbers of at most 20 characters."),
                env._("Shorten the numbering of the journal."),
            ),
            Flaw.DATE: (
                env._("A date is missing, or is not between 2000 and 2099."),
                env._("Correct the dates of the invoice."),
            ),
            Flaw.PERIOD: (
                env._("A period ends before it starts."),
                env._("Correct the period of the invoice, or that of its lines."),
            ),
            Flaw.DOCUMENT_TYPE: (
                env._("This type of document is not one that French rules know."),
                env._("Choose another kind of document on the invoice."),
            ),
            Flaw.PROCESS: (
                env._("The nature of operations is not one of the list."),
                env._("Choose the nature of operations on the invoice."),
            ),
            Flaw.PROCESS_PUBLIC: (
                env._("The public sector does not take S5: a subcontractor uses S3."),
                env._("Choose S3 as the nature of operations on the invoice."),
            ),
            Flaw.PROCESS_FINAL: (
                env._("A deposit invoice cannot be the final invoice of a deposit."),
                env._("Choose another nature of operations on the invoice."),
            ),
            Flaw.PROCESS_PAID: (
                env._(
                    "An invoice already paid has nothing due and a date of payment; "
                    "this one has an amount due."
                ),
                env._("Register the payment, or choose another nature of operations."),
            ),
            Flaw.CURRENCY: (
                env._("In another currency, the VAT must be said in euros too."),
                env._("Check the currency of the company and the rate of the day."),
            ),
        }

    def _get_note_messages(self):
        env = self.env
        return {
            Flaw.NOTE_PMT: (
                env._("The recovery indemnity of 40 € is missing."),
                env._("Write this indemnity in the settings of electronic invoices."),
            ),
            Flaw.NOTE_PMD: (
                env._("The late payment penalty is missing."),
                env._("Write this penalty in the settings of electronic invoices."),
            ),
            Flaw.NOTE_AAB: (
                env._("The early payment discount, or its absence, is missing."),
                env._("Write this discount in the settings of electronic invoices."),
            ),
            Flaw.NOTE_TWICE: (
                env._("A mention that the law wants once stands twice."),
                env._("Keep one note for each subject."),
            ),
            Flaw.NOTE_GROUP: (
                env._("A member of a VAT group must say so in a note (TXD)."),
                env._("Choose the VAT group in the settings of electronic invoices."),
            ),
            Flaw.NOTE_PUBLIC: (
                env._("The public sector takes texts of at most 1024 characters."),
                env._("Shorten the notes and the descriptions of the invoice."),
            ),
            Flaw.TREATMENT: (
                env._("The wanted treatment (BAR) is not one of the list."),
                env._("Choose a treatment of the list on the invoice."),
            ),
            Flaw.TREATMENT_TWICE: (
                env._("The invoice names two treatments (BAR)."),
                env._("Keep one treatment on the invoice."),
            ),
            Flaw.TREATMENT_SIREN: (
                env._("A sale between companies needs the SIREN of the customer."),
                env._("Write the SIREN of the customer."),
            ),
            Flaw.TREATMENT_ADDRESS: (
                env._(
                    "Between companies, the electronic address begins with the SIREN."
                ),
                env._("Correct the electronic address, or the SIREN."),
            ),
        }

    def _get_seller_messages(self):
        env = self.env
        return {
            Flaw.SELLER_NAME: (
                env._("Our company has no name."),
                env._("Write the name of our company."),
            ),
            Flaw.SELLER_SIREN: (
                env._("Our company has no valid SIREN."),
                env._("Write the SIREN of our company."),
            ),
            Flaw.SELLER_SIRET: (
                env._("The SIRET of our company does not begin with its SIREN."),
                env._("Correct the SIRET of our company."),
            ),
            Flaw.SELLER_SIRET_PUBLIC: (
                env._("The public sector wants the SIRET of who invoices it."),
                env._("Write the SIRET of our company."),
            ),
            Flaw.SELLER_VAT: (
                env._("Our company has neither a VAT number nor a SIREN."),
                env._("Write the VAT number of our company, or its SIREN."),
            ),
            Flaw.SELLER_GROUP_VAT: (
                env._(
                    "Our company is in a VAT group whose name, country, SIREN or VAT "
                    "number is missing."
                ),
                env._("Choose the VAT group in the settings, and complete its data."),
            ),
            Flaw.SUPPLIER: (
                env._(
                    "The supplier in whose name we invoice lacks something that every "
                    "seller has to say, or it is wrong."
                ),
                env._("Correct this information on the supplier."),
            ),
            Flaw.OURSELVES: (
                env._("Our company, the buyer here, lacks something or it is wrong."),
                env._("Correct this information on our company."),
            ),
            Flaw.SELLER_ADDRESS: (
                env._("Our company has no electronic address."),
                env._("Write the SIREN of our company, or its electronic address."),
            ),
            Flaw.SELLER_ADDRESS_FORM: (
                env._(
                    "Our electronic address has a character that no platform takes, "
                    "or more than 125."
                ),
                env._("Correct the electronic address of our company."),
            ),
            Flaw.SELLER_COUNTRY: (
                env._("Our company has no country."),
                env._("Choose the country of our company."),
            ),
            Flaw.SELLER_POSTAL: (
                env._("The postal address of our company is not complete."),
                env._("Complete the street, the postcode and the town of our company."),
            ),
        }

    def _get_buyer_messages(self):
        env = self.env
        return {
            Flaw.BUYER_NAME: (
                env._("The customer has no name."),
                env._("Write the name of the customer."),
            ),
            Flaw.BUYER_NAME_PUBLIC: (
                env._("The public sector takes names of at most 99 characters."),
                env._("Shorten the name of the customer, or that of our company."),
            ),
            Flaw.ADDRESS_PUBLIC: (
                env._(
                    "The public sector takes address lines of at most 400 characters."
                ),
                env._("Shorten the address."),
            ),
            Flaw.BUYER_SIREN: (
                env._("The SIREN of the customer is a mention that the law wants."),
                env._("Write the SIREN of the customer."),
            ),
            Flaw.BUYER_SIREN_FORM: (
                env._("The SIREN of the customer is wrong."),
                env._("Correct the SIREN of the customer."),
            ),
            Flaw.BUYER_SIREN_OTHER: (
                env._(
                    "The SIREN of the customer is that of another company: his VAT "
                    "number says otherwise, or it is ours."
                ),
                env._("Check the SIREN and the VAT number of the customer."),
            ),
            Flaw.BUYER_SIRET: (
                env._("The SIRET of the customer does not begin with his SIREN."),
                env._("Correct the SIRET of the customer."),
            ),
            Flaw.BUYER_SIRET_PUBLIC: (
                env._("The public sector is invoiced by SIRET."),
                env._("Write the SIRET of the customer."),
            ),
            Flaw.BUYER_VAT: (
                env._(
                    "An intra-Community supply needs the VAT number of the customer."
                ),
                env._("Write the VAT number of the customer."),
            ),
            Flaw.BUYER_REVERSE: (
                env._(
                    "When the customer owes the VAT, his VAT number or SIREN is needed."
                ),
                env._("Write the VAT number of the customer."),
            ),
            Flaw.BUYER_ADDRESS: (
                env._(
                    "The customer has no electronic address: no SIREN, no VAT number "
                    "and no e-mail address."
                ),
                env._(
                    "Write one on the customer: SIREN, VAT number or e-mail address."
                ),
            ),
            Flaw.BUYER_ADDRESS_FORM: (
                env._(
                    "The electronic address of the customer has a character that no "
                    "platform takes, or more than 125."
                ),
                env._("Correct the electronic address of the customer."),
            ),
            Flaw.BUYER_ROUTING: (
                env._("The service code of the customer is not valid."),
                env._("Correct the service code of the customer."),
            ),
            Flaw.BUYER_COUNTRY: (
                env._("The customer has no country."),
                env._("Choose the country of the customer."),
            ),
            Flaw.BUYER_POSTAL: (
                env._("The postal address of the customer is not complete."),
                env._(
                    "Complete the street, the postcode and the town of the customer."
                ),
            ),
        }

    def _get_reference_messages(self):
        env = self.env
        return {
            Flaw.DELIVERY_COUNTRY: (
                env._("An intra-Community supply says to which country goods go."),
                env._("Choose the delivery address on the invoice."),
            ),
            Flaw.NO_ORIGIN: (
                env._("A credit note names the invoice it corrects, and its date."),
                env._(
                    "Make the credit note from that invoice, or choose it among the "
                    "earlier invoices."
                ),
            ),
            Flaw.ONE_ORIGIN: (
                env._("A corrective invoice names exactly one invoice, and its date."),
                env._("Choose the invoice it replaces among the earlier invoices."),
            ),
            Flaw.ORIGIN_NUMBER: (
                env._(
                    "The number of the corrected invoice has more than 35 characters, "
                    "or one that is not taken."
                ),
                env._("Check the number of the corrected invoice."),
            ),
            Flaw.ORIGIN_PUBLIC: (
                env._("The public sector takes one corrected invoice at most."),
                env._("Make one credit note for each invoice."),
            ),
            Flaw.GLOBAL_DISCOUNT: (
                env._("A global discount names its contract and its period."),
                env._("Write the contract and the period."),
            ),
            Flaw.REFERENCE_PUBLIC: (
                env._("The public sector takes references of at most 50 characters."),
                env._(
                    "Shorten the references of the invoice, or the names of the "
                    "documents inside it."
                ),
            ),
            Flaw.COMMITMENT: (
                env._("This public body wants its commitment number on invoices."),
                env._("Write the commitment number as the customer's reference."),
            ),
            Flaw.ATTACHMENT_KIND: (
                env._("The kind of an attachment is not one of the list."),
                env._("Replace the document on the invoice, or take it off."),
            ),
            Flaw.ATTACHMENT_TWICE: (
                env._("Two attachments claim to be the readable invoice."),
                env._("Keep one of these documents on the invoice."),
            ),
        }

    def _get_payment_messages(self):
        env = self.env
        return {
            Flaw.DUE_DATE: (
                env._("The due date comes before the invoice date."),
                env._("Correct the due date."),
            ),
            Flaw.NO_DUE_DATE: (
                env._("An amount is due, and nothing says when."),
                env._("Choose payment terms or a due date."),
            ),
            Flaw.BANK: (
                env._("A transfer is wanted, and no bank account is given."),
                env._("Choose the bank account on the invoice."),
            ),
            Flaw.BANK_PUBLIC: (
                env._("The public sector takes accounts of at most 27 characters."),
                env._("Choose another bank account on the invoice."),
            ),
            Flaw.MANDATE: (
                env._("A direct debit names the mandate of the customer."),
                env._("Write the mandate on the bank account of the customer."),
            ),
            Flaw.CREDITOR: (
                env._("Our SEPA creditor identifier is missing or wrong."),
                env._("Write it in the settings of electronic invoices."),
            ),
        }

    def _get_line_messages(self):
        env = self.env
        return {
            Flaw.NO_LINE: (
                env._("The invoice has no line."),
                env._("Add a line to the invoice."),
            ),
            Flaw.NO_VAT: (
                env._("A line has no VAT."),
                env._("Choose one VAT for each line, even at 0 %."),
            ),
            Flaw.SEVERAL_VAT: (
                env._("A line has several VATs."),
                env._("Keep one, or make a line for each part and its rate."),
            ),
            Flaw.LEVY: (
                env._("A line has a tax in percent beside its VAT, or under it."),
                env._(
                    "Take this tax off, and invoice its amount on a line of its own, "
                    "with the VAT due on it."
                ),
            ),
            Flaw.WITHHELD: (
                env._("A line has a negative tax, which the customer withholds."),
                env._("Take this tax off, and record what is withheld as a payment."),
            ),
            Flaw.ITEM_NAME: (
                env._("A line does not say what is sold."),
                env._("Write on the line what is sold."),
            ),
            Flaw.UNIT: (
                env._("A line has no unit of measure."),
                env._("Choose the unit of measure of the line."),
            ),
            Flaw.PRICE: (
                env._("A price is missing or negative, or has over six decimals."),
                env._("Correct the price of the line."),
            ),
            Flaw.QUANTITY: (
                env._("A quantity is missing, or has more than four decimals."),
                env._("Correct the quantity of the line."),
            ),
            Flaw.AMOUNT: (
                env._(
                    "An amount has more than two decimals, or its currency has three."
                ),
                env._(
                    "Choose a currency of two decimals on the invoice, "
                    "or correct its lines."
                ),
            ),
            Flaw.CATEGORY: (
                env._("The VAT category of a tax is not one of the French list."),
                env._("Correct the category on the tax."),
            ),
            Flaw.RATE: (
                env._("A VAT rate is not one that French law knows."),
                env._(
                    "Choose another tax on the line. A sale to a consumer abroad under "
                    "the one-stop shop (OSS) keeps the VAT of his country: it leaves "
                    "on paper or as a plain PDF."
                ),
            ),
            Flaw.VAT: (
                env._("The VAT is not that of its rate, or of its category."),
                env._("Correct the tax, or choose another one on the line."),
            ),
            Flaw.REASON: (
                env._("No VAT is charged, and nothing says why."),
                env._("Write the legal notes of the tax: the article that exempts."),
            ),
            Flaw.TOTAL: (
                env._("The amounts of the lines do not give the total of the invoice."),
                env._("Correct the lines of the invoice, or their taxes."),
            ),
        }

    def _get_file_messages(self):
        env = self.env
        return {
            Flaw.FILE: (
                env._("The file could not be made."),
                env._("Send the invoice again; if it fails again, tell who maintains."),
            ),
            Flaw.SCHEMATRON: (
                env._("The official rules refuse the file."),
                env._("Read the rule, correct the invoice, then send it again."),
            ),
            Flaw.NOT_CHECKED: (
                env._("The official rules could not be checked."),
                env._(
                    "Ask an administrator to see in the settings which service checks, "
                    "and whether it answers; then send the invoice again."
                ),
            ),
            Flaw.ENCLOSURE: (
                env._(
                    "A document to send with the invoice is empty, is damaged, or asks "
                    "for a password."
                ),
                env._("Replace it on the invoice, or take it off."),
            ),
            Flaw.PARITY: (
                env._("This first electronic invoice differs from the paper one."),
                env._("Read what differs, then say that you did."),
            ),
            Flaw.ALTERED: (
                env._("The stored file is not the one that was issued."),
                env._("Find out who changed it, and restore it from a backup."),
            ),
        }
