namespace ServerlessTraining.Cli.Following;

/// <summary>What one look at something that runs has shown.</summary>
/// <param name="Lines">What is new, to stay on the screen.</param>
/// <param name="Bars">How far it is: shown in place on a terminal, nowhere else.</param>
/// <param name="Mark">Changes when anything has moved.</param>
/// <param name="IsOver">Nothing more comes by itself.</param>
internal sealed record FollowLook(IReadOnlyList<string> Lines, IReadOnlyList<string> Bars, string Mark, bool IsOver);
