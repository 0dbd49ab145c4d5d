/** What is closed when a test file has ended, before its database is looked at. Browser tests, which share `world.ts`, close their own. */
export const atTheEnd: (() => Promise<void>)[] = [];
