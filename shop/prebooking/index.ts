export { announceRestocks } from "./announce-restocks.ts";
export { countDemand, getDemand, listDemand } from "./list-demand.ts";
export { listMyPrebookings, listPersonalPrebookings } from "./list-prebookings.ts";
export { notifyWaiting } from "./on-restock.ts";
export { cancelPrebooking, prebook, type PrebookRefusal } from "./prebook.ts";
