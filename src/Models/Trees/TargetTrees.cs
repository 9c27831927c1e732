namespace ServerlessTraining.Models.Trees;

/// <summary>The trees of one target with the file that they were read from: what predicts is what is saved.</summary>
internal sealed record TargetTrees(Target Target, byte[] File, ITreePredictor Predictor) : IDisposable
{
    public void Dispose() => Predictor.Dispose();
}
