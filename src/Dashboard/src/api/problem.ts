/** RFC 9457, as every error of the API has it. */
export interface Problem {
  title?: string;
  status?: number;
  detail?: string;
  errors?: FieldError[];
}

export interface FieldError {
  field: string;
  value: string | null;
  allowed: string | null;
}

/** An answer that was not what was asked for. Its message is meant for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    /** HTTP status; 0 where nobody answered. */
    readonly status: number,
    message: string,
    readonly errors: readonly FieldError[] = [],
  ) {
    super(message);
  }
}

export function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The same question would get the same answer: no use in asking again. */
export function isFinal(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;
}
