/** Words of the Telegram shop. */
export const bot = {} as const;
