/** What evidence and observations are made of: plain, ordered, comparable, printable. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };
