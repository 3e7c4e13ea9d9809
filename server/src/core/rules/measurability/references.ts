/** Sources that several rules on a target's measurability rest on. */
export const CALCULUS_OF_AVAILABILITY = {
  title: "The Calculus of Service Availability",
  url: "https://queue.acm.org/detail.cfm?id=3096459",
};

export const SRE_BOOK_RISK = {
  title: "SRE Book, chapter 3: embracing risk",
  url: "https://sre.google/sre-book/embracing-risk/",
};

export const LOW_TRAFFIC = {
  title: "SRE Workbook, chapter 5: low-traffic services and error budget alerting",
  url: "https://sre.google/workbook/alerting-on-slos/#low-traffic-services-and-error-budget-alerting",
};

export const SRE_WORKBOOK_SLI = {
  title: "SRE Workbook, chapter 2: implementing SLOs",
  url: "https://sre.google/workbook/implementing-slos/",
};
