/** The external network behind the adapter's physical port: a wire of which the kit holds the other end. */
export interface OutsidePort {
  send(frames: readonly Uint8Array[], gapMs: number): Promise<void>;
  /** Frames that came out of the physical port since the last time, in order. */
  take(): readonly Uint8Array[];
  /** Resolves when the frames in `awaited` are there, or after `longest` milliseconds. */
  settle(
    awaited: readonly { readonly marker: string; readonly count: number }[],
    longest: number,
  ): Promise<void>;
  /** Plugs the cable in or out; absent where the kit cannot. */
  readonly setLink?: ((up: boolean) => Promise<void>) | undefined;
  close(): Promise<void>;
}
