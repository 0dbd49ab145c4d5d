export { allow, giveBack } from "./allow.ts";
export { removeOldLimits } from "./remove-old-limits.ts";
export { networkOf } from "./network.ts";
