import type { SignalFamily } from "../signal";
import { cloudwatchFamilies } from "./cloudwatch";
import { datadogFamilies } from "./datadog";
import { dynatraceFamilies } from "./dynatrace";
import { googleCloudFamilies } from "./google-cloud-monitoring";
import { otherFamilies } from "./other";
import { splunkFamilies } from "./splunk";
import { sqlFamilies } from "./sql";
import { sumologicFamilies } from "./sumologic";

/** The catalogue's rows for what is not kept in a Prometheus-style store. */
export const elsewhereFamilies: readonly SignalFamily[] = [
  ...datadogFamilies,
  ...cloudwatchFamilies,
  ...googleCloudFamilies,
  ...dynatraceFamilies,
  ...splunkFamilies,
  ...sumologicFamilies,
  ...sqlFamilies,
  ...otherFamilies,
];
