import type { DropReason } from '../../wire/trace';

/** What a function does to the world; the adapter adds the Routing ID and sends messages by the function's MSI-X table. */
export type FunctionEvent =
  | {
      readonly kind: 'dma-read';
      readonly address: number;
      readonly length: number;
      readonly tag: number;
    }
  | { readonly kind: 'dma-write'; readonly address: number; readonly bytes: Uint8Array }
  /** Gated by Bus Master Enable and MSI-X enable, which `pcie` knows (PCIE-VFCFG-04). */
  | { readonly kind: 'interrupt'; readonly vector: number }
  /** A doorbell for frames that the function may not fetch. They are discarded unseen: head is tail again. */
  | {
      readonly kind: 'transmit-refused';
      readonly queuePair: number;
      readonly frames: number;
      readonly reason: DropReason;
    };

/** Configuration that decides on DMA and is kept elsewhere. */
export interface FunctionGates {
  /** Command register bit 2 of this very function (PCIE-VFCFG-04, -05). */
  readonly busMasterEnable: boolean;
  /** Queue pairs that its VPort was given; received frames are spread over them. Absent: all that the function has. */
  readonly queuePairs?: number;
}
