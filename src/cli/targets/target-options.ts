/** World parameters that the command line or a Cucumber configuration may set. */
export interface TargetOptions {
  /** `reference`, `igb`, `linux`. */
  readonly target?: string;
  /** A planted fault, for example `M59`: the suite is judged by what it notices. */
  readonly mutant?: string;
  /** An entry of the adapter list that takes the place of the reference profile. */
  readonly adapterProfile?: string;
  readonly seed?: number;
  /** Where a real target writes down what it turned out to be. */
  readonly subjectFile?: string;
  /** Only for `igb`: machines boot, also where a boot was kept. */
  readonly boot?: boolean;
  /** Only for `linux`. */
  readonly host?: HostOptions;
}

/** The real host, as the command line names it. */
export interface HostOptions {
  /** Network device of the PF. */
  readonly pf: string;
  /** Network device at the other end of the PF's wire. */
  readonly outside: string;
  /** Absent: this machine. */
  readonly ssh?: string;
  /** A configuration for `ssh -F`. */
  readonly sshConfig?: string;
}
