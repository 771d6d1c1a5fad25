/**
 * The errors a reader can meet. Every message follows one grammar:
 * `<format or function> <what> <problem>: received <x>, expected <y>`, and says where and what to do.
 */

/** Which file or argument was at fault, and why; the base of every error this library throws on purpose. */
export abstract class ConnectomeError extends Error {
  abstract readonly tag: string;

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** A name that is not in the catalogue, a table or a palette. Recover by choosing one of `known`. */
export class NotFoundError extends ConnectomeError {
  readonly tag = 'NotFound';
  readonly known: readonly string[];

  constructor(message: string, options: { known: readonly string[]; cause?: unknown }) {
    super(message, options);
    this.known = options.known;
  }
}

/** Bytes that are not what their format promises. `at` is the line or byte, `file` the file where one is known. */
export class FormatError extends ConnectomeError {
  readonly tag = 'Format';
  readonly format: string;
  readonly at: string;
  readonly file: string | undefined;

  constructor(message: string, options: { format: string; at: string; file?: string; cause?: unknown }) {
    super(message, options);
    this.format = options.format;
    this.at = options.at;
    this.file = options.file;
  }
}

/** A dataset or file that could not be had: no network, HTTP status, wrong length or checksum. */
export class SourceError extends ConnectomeError {
  readonly tag = 'Source';
  readonly url: string;
  readonly status: number | undefined;

  constructor(message: string, options: { url: string; status?: number; cause?: unknown }) {
    super(message, options);
    this.url = options.url;
    this.status = options.status;
  }
}

/** A call with an argument that cannot be meant. `received` and `expected` are as printed in the message. */
export class InvalidArgumentError extends ConnectomeError {
  readonly tag = 'InvalidArgument';
  readonly argument: string;

  constructor(message: string, options: { argument: string; cause?: unknown }) {
    super(message, options);
    this.argument = options.argument;
  }
}

/** Something the format allows and this library does not read yet. */
export class UnsupportedError extends ConnectomeError {
  readonly tag = 'Unsupported';
  readonly feature: string;

  constructor(message: string, options: { feature: string; cause?: unknown }) {
    super(message, options);
    this.feature = options.feature;
  }
}

/**
 * SQL that the database refused or could not finish. `kind` is its own word for it (`Parser`, `Binder`, `Catalog`,
 * `Conversion`, `Out of Memory` …); `line` and `column` count from 1 in the SQL as it was written, where it is known.
 */
export class SqlError extends ConnectomeError {
  readonly tag = 'Sql';
  readonly kind: string;
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(message: string, options: { kind: string; line?: number; column?: number; cause?: unknown }) {
    super(message, options);
    this.kind = options.kind;
    this.line = options.line;
    this.column = options.column;
  }
}
