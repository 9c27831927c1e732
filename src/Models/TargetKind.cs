namespace ServerlessTraining.Models;

/// <summary>What is forecast: whether the price rises (a probability), or by how much (a simple return).</summary>
public enum TargetKind
{
    Direction,
    Return,
}
