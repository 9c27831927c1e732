namespace ServerlessTraining.Domain.Market.Csv;

/// <summary>A bar file that cannot be read: where, what stands there, what is allowed.</summary>
public sealed class BarCsvException : ServerlessTrainingException
{
    internal BarCsvException(int line, int column, string? field, string what)
        : base($"line {line}, column {column}{(field is null ? "" : $" ({field})")}: {what}")
    {
        Line = line;
        Column = column;
    }

    /// <summary>Whether the file has more bytes than its reader was told to take: nothing is known to be wrong in it.</summary>
    public bool IsTooLarge { get; internal init; }

    /// <summary>1 is the first line of the file, as a rule the header.</summary>
    public int Line { get; }

    /// <summary>The field's place in its line, not the character's: 1 is the first field.</summary>
    public int Column { get; }
}
