namespace ServerlessTraining.Models.Trees;

/// <summary>A booster in training, whatever the library.</summary>
internal interface IBooster
{
    /// <summary>Adds a tree. False where no further split is worth it: nothing was added then, but in the first iteration a tree of one leaf.</summary>
    bool Advance(int iteration);

    double FitMetric(int iteration);

    double TuneMetric(int iteration);
}
