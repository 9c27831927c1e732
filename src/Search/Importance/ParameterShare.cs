namespace ServerlessTraining.Search.Importance;

/// <summary>How much of the differences between losses a parameter makes: its own effect and half of what it does together with others.</summary>
/// <param name="Share">0 to 1; all of a space together are 1.</param>
public sealed record ParameterShare(string Name, double Share);
