/** The queues of the worker, made by the migration step so that web processes may send before any worker has run. */
export const queues = {
  "send-mail": { retryLimit: 3, retryDelay: 5, retryBackoff: true, expireInSeconds: 120 },
  "send-bulk-mails": { retryLimit: 3, retryDelay: 5, retryBackoff: true, expireInSeconds: 300 },
  "announce-restocks": { retryLimit: 5, retryDelay: 5, retryBackoff: true, expireInSeconds: 300 },
  "send-reset": { retryLimit: 5, retryDelay: 5, retryBackoff: true, expireInSeconds: 60 },
  "settle-refund": { retryLimit: 3, retryDelay: 5, retryBackoff: true, expireInSeconds: 120 },
  "close-session": { retryLimit: 5, retryDelay: 10, retryBackoff: true, expireInSeconds: 60 },
  "reconcile-payment": { retryLimit: 3, retryDelay: 20, retryBackoff: true, expireInSeconds: 120 },
  "reconcile-payments": { policy: "singleton", retryLimit: 0, expireInSeconds: 300 },
  "sweep-refunds": { policy: "singleton", retryLimit: 0, expireInSeconds: 120 },
  "issue-invoices": { policy: "singleton", retryLimit: 0, expireInSeconds: 300 },
  "expire-orders": { policy: "singleton", retryLimit: 0, expireInSeconds: 300 },
  "run-import": { retryLimit: 5, retryDelay: 10, retryBackoff: true, expireInSeconds: 3_600 },
  "sweep-imports": { policy: "singleton", retryLimit: 0, expireInSeconds: 120 },
  "remove-old-imports": { policy: "singleton", retryLimit: 0, expireInSeconds: 600 },
  "sweep-outbox": { policy: "singleton", retryLimit: 0, expireInSeconds: 120 },
  "count-bestsellers": { policy: "singleton", retryLimit: 0, expireInSeconds: 120 },
  "remove-old-carts": { policy: "singleton", retryLimit: 0, expireInSeconds: 300 },
  "remove-old-covers": { policy: "singleton", retryLimit: 0, expireInSeconds: 600 },
  "remove-old-limits": { policy: "singleton", retryLimit: 0, expireInSeconds: 300 },
  "remove-old-logins": { policy: "singleton", retryLimit: 0, expireInSeconds: 300 },
  "invite-reviews": { policy: "singleton", retryLimit: 0, expireInSeconds: 300 },
  "forget-customers": { policy: "singleton", retryLimit: 0, expireInSeconds: 300 },
} as const;

export type QueueName = keyof typeof queues;
