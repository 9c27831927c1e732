namespace ServerlessTraining.Models.Trees;

internal static class TreeIterations
{
    public const int Most = 20_000;
    private const int WithTune = 4000;
    private const int WithoutTune = 300;

    /// <summary>With a tune part early stopping finds the number; without one a number is taken that overfits little at the default learning rates.</summary>
    public static int Default(bool hasTune) => hasTune ? WithTune : WithoutTune;
}
