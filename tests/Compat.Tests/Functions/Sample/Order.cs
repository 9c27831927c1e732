namespace ServerlessTraining.Compat.Tests.Functions.Sample;

internal sealed record Order(int Count);
