namespace ServerlessTraining.Orchestration.Http;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">As the caller wrote it: a body's path (<c>symbols[0].name</c>), a route or query parameter, a header.</param>
/// <param name="Value">As it came, shortened; null when it is missing.</param>
/// <param name="Allowed">What would be right.</param>
public sealed record FieldFault(string Field, string? Value, string Allowed)
{
    private const int Shown = 100;

    public override string ToString() => Value is null ? $"{Field} is missing; {Allowed} is needed" : $"{Field} is {Value}; {Allowed} is needed";

    /// <summary>A value as a message may show it: one line, not too long.</summary>
    public static string Show(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        string text = value.Length > Shown ? string.Concat(value.AsSpan(0, Shown), "...") : value;
        return string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
    }
}
