/** package.json with the schema of the setting `slosmith.rules`: one property a rule. */
export function withRuleSettings(packageText, catalogue) {
  const manifest = JSON.parse(packageText);
  const properties = manifest.contributes?.configuration?.properties;
  if (!properties?.["slosmith.rules"]) return packageText;
  properties["slosmith.rules"].properties = Object.fromEntries(
    catalogue.map((rule) => [
      rule.code,
      {
        enum: ["off", "hint", "information", "warning", "error"],
        default: rule.severity,
        description: rule.docs.summary,
      },
    ]),
  );
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
