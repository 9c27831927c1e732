namespace ServerlessTraining.Models.Trees;

/// <summary>The trees of one target, read from their file. Safe for several threads at once, and for a disposal between their calls.</summary>
internal interface ITreePredictor : IDisposable
{
    int FeatureCount { get; }

    /// <param name="values">Rows of <see cref="FeatureCount"/> values, one behind the other.</param>
    /// <param name="predictions">One a row.</param>
    void Predict(ReadOnlySpan<double> values, Span<double> predictions);
}
