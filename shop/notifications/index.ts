export { notify } from "./notify.ts";
export { listPreferences, savePreferences, switchOff, wanting, wants } from "./preferences.ts";
export { countMyUnread, countUnread, listAllNotifications, listNotifications } from "./list-notifications.ts";
export { readAllNotifications, readNotification } from "./read-notifications.ts";
export { openFeed, type Feed, type Hearer } from "./feed.ts";
export {
  addressWants,
  findSubscription,
  guestUnsubscribeToken,
  subscribeAgain,
  unsubscribe,
  unsubscribeToken,
  type Subscription,
  type UnsubscribableKind,
} from "./unsubscribe.ts";
export { removeOldNotifications } from "./remove-old-notifications.ts";
