namespace ServerlessTraining.Domain.Documents;

/// <summary>Reads a value from its text, as `Symbol.TryParse` does.</summary>
public delegate bool TextParser<T>(string? text, out T value);
