import { config, ConfigError } from "../config/env.ts";

// Prints what a starter must know, or says what is wrong.
try {
  const { SHOP_MODE, PORT, HOST, APP_URL } = config();
  console.log(JSON.stringify({ SHOP_MODE, PORT, HOST, APP_URL }));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
