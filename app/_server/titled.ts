import "server-only";
import type { Metadata } from "next";
import { requestContext } from "./context";

/** The head of a personal page: a title in the language of whoever asks. */
export const titled = (title: () => string, more: Metadata = {}) =>
  async function generateMetadata(): Promise<Metadata> {
    await requestContext();
    return { title: title(), ...more };
  };
