using ServerlessTraining.Domain;
using ServerlessTraining.Models;

namespace ServerlessTraining.Bench.Models;

/// <summary>One model type with one set of options, and the same options in the words of the peer.</summary>
internal sealed record FitCase(string Name, IModelTrainer Trainer, string Options, object PeerOptions, IReadOnlyList<RowRange> Folds);
