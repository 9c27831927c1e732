/** Of the bars on the chart. */
export interface Candle {
  /** Seconds since 1970, at which it opens. */
  time: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

/** A line beside the candles. */
export interface Overlay {
  name: string;
  points: readonly { time: number; value: number }[];
  /** On a scale of its own at the left, over the candles. */
  own?: boolean;
  /** In a field of its own below the candles, whose scale goes from least to most. */
  field?: { least: number; most: number };
  /** Which of the series colours it has; its place in the list when left out. */
  colour?: number;
  /** Level lines across it, such as a threshold. */
  levels?: readonly { value: number; name: string }[];
  /** How a value is written, on its scale and in the words of the cursor. */
  show?: (value: number) => string;
}

export interface Mark {
  time: number;
  text: string;
  above: boolean;
  tone: 'up' | 'down' | 'plain';
}

/** A stretch of the history, coloured behind the candles and named at its top; both ends included. */
export interface Stretch {
  from: number;
  to: number;
  name: string;
  /** Which of the series colours it has. */
  colour: number;
}

/** Bars that are missing in front of a candle: a broken line, and words when the cursor is there. */
export interface Break {
  /** Of the first candle after it. */
  time: number;
  text: string;
}
