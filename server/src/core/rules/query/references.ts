export const PROMQL = {
  title: "Prometheus: querying basics",
  url: "https://prometheus.io/docs/prometheus/latest/querying/basics/",
};
