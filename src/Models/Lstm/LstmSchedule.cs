namespace ServerlessTraining.Models.Lstm;

/// <summary>How the learning rate goes after the warm-up.</summary>
public enum LstmSchedule
{
    Constant,

    /// <summary>Half a cosine, from the full rate down to 0.</summary>
    Cosine,
}
