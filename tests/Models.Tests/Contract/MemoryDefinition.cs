namespace ServerlessTraining.Models.Tests.Contract;

[CollectionDefinition(ModelMemoryContract.Alone, DisableParallelization = true)]
public sealed class MemoryDefinition;
