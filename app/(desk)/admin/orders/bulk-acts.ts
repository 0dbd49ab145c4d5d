/** What can be done to many orders at once: what needs no word about any one of them. */
export const bulkActs = ["process", "deliver"] as const;
