namespace ServerlessTraining.Cli;

/// <summary>What a command ends with.</summary>
public static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    /// <summary>A training that the gate let go no further.</summary>
    public const int GateRefused = 3;
}
