/** Everything that an emulated machine needs on this host is there. */
export interface Setup {
  readonly kind: 'ready';
  /** Program to run, and its version as it says itself, for example `10.0.2`. */
  readonly qemu: { readonly program: string; readonly version: string };
  readonly image: GuestImage;
  readonly figures: SetupFigures;
}

/** The emulated machine cannot run here; `sentence` says what is missing and how it could be had. Exit code 2. */
export interface Missing {
  readonly kind: 'missing';
  readonly sentence: string;
}

export interface GuestImage {
  /** Paths of the kernel and of the base archive; what changes from start to start is appended to the latter. */
  readonly kernel: string;
  readonly base: string;
  /** Kernel modules in the order in which they are to be loaded. */
  readonly modules: readonly string[];
  /** Versions of what is inside: kernel, igb, igbvf, iproute2, ethtool, python and so on. */
  readonly versions: Readonly<Record<string, string>>;
  /** Changes with any byte of kernel and base archive. */
  readonly identity: string;
}

/** Seconds that were spent; 0 where there was nothing to do. Sizes in bytes. */
export interface SetupFigures {
  readonly installing: number;
  readonly fetching: number;
  readonly building: number;
  readonly checking: number;
  readonly baseSize: number;
  readonly kernelSize: number;
}

export type Log = (sentence: string) => void;
