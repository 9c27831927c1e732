namespace ServerlessTraining.Domain.Folds;

/// <summary>What a fold's test figures are used for.</summary>
public enum FoldKind
{
    /// <summary>Part of the average that a model is judged by.</summary>
    Average,

    /// <summary>Reported apart: an older model on months that another fold tests already. In the average these months would count
    /// twice.</summary>
    Staleness,
}
