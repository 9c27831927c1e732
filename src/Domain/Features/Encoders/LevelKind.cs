namespace ServerlessTraining.Domain.Features.Encoders;

/// <summary>A price is above 0 and its changes are relative; a volume may be 0.</summary>
internal enum LevelKind
{
    Price,
    Volume,
}
