using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Models;

/// <summary>A model type: how to train one and how to get one back from its files. A new type is one class that implements this and one line in <see cref="ModelTypes"/>.</summary>
public interface IModelTrainer
{
    /// <summary>As written in grids: small letters, digits and '_'.</summary>
    string ModelType { get; }

    /// <summary>Throws for options that <see cref="Train"/> would refuse, so that they are refused before anything is trained. A type without it refuses them when it
    /// trains.</summary>
    /// <exception cref="Domain.ServerlessTrainingException">An option is not known or wrong; all of them are told.</exception>
    void Check(HyperParameters options)
    {
    }

    /// <summary>The same request gives the same bytes on the same machine. Cancellation is noticed within one iteration and leaves no native memory behind.</summary>
    IModel Train(TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default);

    /// <summary>Files that were checked against their manifest. They are data: nothing in them is run.</summary>
    IModel Load(SavedModel saved);
}
