/** One word of the command line. */
export interface Command {
  /** Printed for `--help`. */
  readonly says: string;
  /** @returns the exit code. @throws UsageMistake */
  run(args: readonly string[]): Promise<number>;
}
