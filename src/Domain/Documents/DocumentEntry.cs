namespace ServerlessTraining.Domain.Documents;

/// <summary>A key of a mapping with its value; <paramref name="Position"/> is the key's.</summary>
public sealed record DocumentEntry(string Key, DocumentPosition Position, DocumentNode Value);
