namespace ServerlessTraining.Search.Pruning;

/// <summary>Gives up trials that have no prospect.</summary>
public interface IPruner
{
    /// <summary>Whether to give up a trial after its last step so far.</summary>
    /// <param name="steps">Its losses as they were known after each step: a list of objectives each.</param>
    /// <param name="others">Those of the trials that it is compared with, as far as they came. What it is told about trials decides, not who was faster: the caller hands over
    /// earlier generations whole and its own generation up to the same step.</param>
    bool IsPruned(IReadOnlyList<IReadOnlyList<double>> steps, IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> others);
}
