namespace ServerlessTraining.Testing;

/// <summary>How a command ended; <see cref="Text"/> is all it said, for the message of a failed assertion.</summary>
public sealed record ShellResult(int ExitCode, string Output, string Error)
{
    public string Text => $"exit {ExitCode}\n{Output}\n{Error}";
}
