namespace ServerlessTraining.Domain.Regimes;

/// <summary>A condition's text cannot be read. The message shows the text with a caret under the place.</summary>
public sealed class RuleSyntaxException : ServerlessTrainingException
{
    public RuleSyntaxException()
    {
    }

    public RuleSyntaxException(string message)
        : base(message)
    {
    }

    public RuleSyntaxException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <param name="measure">The name of the measure to which the condition belongs.</param>
    /// <param name="text">The condition's text.</param>
    /// <param name="column">From 1; one more than the length of the text where something is missing at its end.</param>
    /// <param name="problem">What was expected and what was found, as a sentence.</param>
    public RuleSyntaxException(string measure, string text, int column, string problem)
        : base(Describe(measure, text, column, problem)) => Column = column;

    /// <summary>From 1.</summary>
    public int Column { get; }

    private static string Describe(string measure, string text, int column, string problem)
    {
        // A line break or a tab would move the caret away from its place.
        string shown = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return $"{measure}: \"{shown}\" column {column}: {problem}\n  {shown}\n  {new string(' ', column - 1)}^";
    }
}
