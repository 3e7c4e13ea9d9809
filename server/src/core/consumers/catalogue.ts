import type { ConsumerId } from "../model/consumer";
import type { Consumer } from "./consumer";
import { dash0 } from "./dash0";
import { goSdk } from "./go-sdk";
import { nobl9 } from "./nobl9";
import { pyrraFiles } from "./pyrra-files";
import { pyrraKubernetes } from "./pyrra-kubernetes";
import { sloth } from "./sloth";

/** Every reader that is known. */
export const consumers: Readonly<Record<ConsumerId, Consumer>> = {
  "go-sdk": goSdk,
  sloth,
  nobl9,
  dash0,
  "pyrra-files": pyrraFiles,
  "pyrra-kubernetes": pyrraKubernetes,
};
