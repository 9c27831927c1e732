namespace ServerlessTraining.Domain.Presets;

/// <summary>What is asked for cannot follow in the history of a preset; the message says why and what to do.</summary>
public sealed class PresetRefusedException : ServerlessTrainingException
{
    public PresetRefusedException()
    {
    }

    public PresetRefusedException(string message)
        : base(message)
    {
    }

    public PresetRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
