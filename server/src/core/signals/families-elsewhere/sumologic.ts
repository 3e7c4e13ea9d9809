import type { SignalFamily } from "../signal";
import { elsewhereRows } from "./row";

/** Metrics and fields of Sumo Logic; what it collects from CloudWatch stands in that source's rows. */
export const sumologicFamilies: readonly SignalFamily[] = [
  ...elsewhereRows(
    "sumologic",
    {
      title: "Sumo Logic, Real User Monitoring",
      url: "https://help.sumologic.com/docs/apm/real-user-monitoring/",
    },
    [
      {
        id: "sumologic-rum",
        title: "Real User Monitoring",
        class: "rum",
        match: /^(rum\.|http\.browser_time)/,
        measures: "spans that the users' browsers sent",
        examples: ["rum.session_id", "http.browser_time_to_page_load_end"],
      },
    ],
  ),
  ...elsewhereRows(
    "sumologic",
    {
      title: "Sumo Logic, host metrics for installed collectors",
      url: "https://help.sumologic.com/docs/send-data/installed-collectors/sources/host-metrics-source/",
    },
    [
      {
        id: "sumologic-host",
        title: "Host metrics",
        class: "internal",
        match: /^(CPU|Mem|Net|Disk|TCP)_[A-Z]\w*$/,
        measures: "a machine",
        examples: ["CPU_User", "Mem_UsedPercent"],
      },
    ],
  ),
];
