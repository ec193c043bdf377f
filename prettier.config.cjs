/** XML as Odoo writes it; the indent comes from .editorconfig. */
module.exports = {
    plugins: [require.resolve("@prettier/plugin-xml")],
    bracketSpacing: false,
    printWidth: 88,
    proseWrap: "always",
    trailingComma: "es5",
    xmlWhitespaceSensitivity: "preserve",
};
