/** Sources that several tier rules rest on. */
export const TIERS_PAGE = {
  title: "SLOsmith, reliability tiers",
  url: "https://github.com/slosmith/slosmith/blob/main/docs/tiers.md",
};

export const ERROR_BUDGET_POLICY = {
  title: "SRE Workbook, appendix B: example error budget policy",
  url: "https://sre.google/workbook/error-budget-policy/",
};

export const ALERTING_ON_SLOS = {
  title: "SRE Workbook, chapter 5: alerting on SLOs",
  url: "https://sre.google/workbook/alerting-on-slos/",
};
